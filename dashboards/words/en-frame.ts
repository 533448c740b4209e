// What stands around every page, in English: the same keys as French.
import type * as french from "./fr-frame.ts";

export const nav: typeof french.nav = {
  label: "Main menu",
  overview: "Overview",
  services: "Services",
  territories: "Territories",
  metrics: "Indicators",
  quality: "Quality",
  reports: "Reports",
};

export const search: typeof french.search = {
  label: "Find a commune, a postal code or a service",
  placeholder: "Commune, postal code, service",
  submit: "Search",
};

export const theme: typeof french.theme = {
  title: "Theme",
  legend: "Colours of the page",
  auto: "as the device",
  light: "light",
  dark: "dark",
  submit: "Apply",
};

export const footer: typeof french.footer = {
  label: "Footer",
  json: "This page as JSON",
  join: "Join Relevé",
  method: "Methodology",
  data: "Data and API",
  accessibility: "Accessibility",
  legal: "Legal notice",
  feed: "RSS feed",
  vintage: (year) =>
    `Official list of communes ${year} (Insee, Licence Ouverte). Shares cover metropolitan France and the overseas départements.`,
};

export const demo: typeof french.demo = {
  title: "Simulated data",
  text: "The services on this page come from a network simulated on this machine: no figure is a real service’s.",
};

export const bar: typeof french.bar = {
  label: "Day of the figures",
  day: "Figures on",
  grain: "Detail by",
  submit: "Show",
  at: "Figures on",
  known: (at) => `Last fact recorded on ${at}.`,
};
