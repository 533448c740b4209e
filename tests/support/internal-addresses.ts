// Sixty spellings of addresses that are no business of the outside: this machine, its networks, a cloud's own machinery,
// and what is reserved. Hosts of URLs as an attacker writes them.

export const INTERNAL_ADDRESSES: readonly string[] = [
  // this machine
  ..."127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 127.0.0.1. 127.255.255.254".split(
    " ",
  ),
  ..."localhost localhost. LOCALHOST any.localhost %31%32%37.0.0.1 ①②⑦.⓪.⓪.①".split(" "),
  ..."[::1] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [::ffff:0:127.0.0.1]".split(" "),
  ..."0 0.0.0.0 [::] [::ffff:0.0.0.0]".split(" "),
  // its networks
  ..."10.0.0.1 167772161 0x0a000001 012.0.0.1 10.1 172.16.0.1 172.31.255.254 192.168.0.1 0xc0.0xa8.1 192.168.257".split(
    " ",
  ),
  ..."100.64.0.1 [fc00::1] [fd12:3456:789a::1] [fe80::1] [fec0::1] [::ffff:10.0.0.1] [::ffff:c0a8:1]".split(" "),
  // a cloud's own machinery
  ..."169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376 [::ffff:169.254.169.254] 168.63.129.16".split(" "),
  ..."100.100.100.200 192.0.0.192 [fd00:ec2::254] [64:ff9b::a9fe:a9fe] [2002:a9fe:a9fe::]".split(" "),
  // reserved
  ..."192.0.2.1 198.18.0.1 224.0.0.1 255.255.255.255 [3fff::1] [100::1]".split(" "),
];
