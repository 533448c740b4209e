// What stands around every page, in French: menu, search, colours, foot, the day's bar.

export const nav = {
  label: "Menu principal",
  overview: "Vue d’ensemble",
  services: "Services",
  territories: "Territoires",
  metrics: "Indicateurs",
  quality: "Qualité",
  reports: "Rapports",
};

export const search = {
  label: "Chercher une commune, un code postal ou un service",
  placeholder: "Commune, code postal, service",
  submit: "Chercher",
};

export const theme = {
  title: "Thème",
  legend: "Couleurs de la page",
  auto: "comme l’appareil",
  light: "claires",
  dark: "sombres",
  submit: "Appliquer",
};

export const footer = {
  label: "Pied de page",
  json: "Cette page en JSON",
  join: "Rejoindre Relevé",
  method: "Méthodologie",
  data: "Données et API",
  accessibility: "Accessibilité",
  legal: "Mentions légales",
  feed: "Flux RSS",
  vintage: (year: string) =>
    `Liste officielle des communes ${year} (Insee, Licence Ouverte). Les parts portent sur la métropole et les départements d’outre-mer.`,
};

export const demo = {
  title: "Données simulées",
  text: "Les services répondent à un réseau simulé sur cette machine : aucun chiffre n’est celui d’un vrai service.",
};

export const bar = {
  label: "Jour des chiffres",
  day: "Chiffres au",
  grain: "Détail par",
  submit: "Afficher",
  at: "Chiffres au",
  known: (at: string) => `Dernier fait enregistré le ${at}.`,
};
