// Three lines that send one figure, with the sender's own address, token and source filled in. Each is run by a test.

export interface Snippets {
  readonly curl: string;
  readonly Node: string;
  readonly Python: string;
}

/** The figure that they send: to be replaced. */
const FIGURE = { metric: "utilisateurs", value: 120 };

/** @param base  where the pages are, without a final slash */
export function snippetsOf({ base, token, source }: { base: string; token: string; source: string }): Snippets {
  const url = `${base}/api/v1/declarations?source=${source}`;
  const figure = JSON.stringify(FIGURE);
  return {
    curl: `curl -sS --fail-with-body '${url}' \\
  -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\
  -d '${figure}'`,
    Node: `const headers = { Authorization: "Bearer ${token}", "Content-Type": "application/json" };
const reply = await fetch("${url}", { method: "POST", headers, body: '${figure}' });
console.log(reply.status, await reply.text());`,
    Python: `import urllib.request
headers = {"Authorization": "Bearer ${token}", "Content-Type": "application/json"}
print(urllib.request.urlopen(urllib.request.Request("${url}", b'${figure}', headers)).read().decode())`,
  };
}
