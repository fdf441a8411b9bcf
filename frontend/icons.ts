/** Our own icons, drawn on a grid of 24 with a stroke that takes the colour of the text around it. */
import { Iconset } from '@vaadin/icon/vaadin-iconset.js';

const DRAWINGS: Record<string, string> = {
  admin: '<path d="M4 7h9m5 0h2M4 17h2m5 0h9"/><circle cx="15.5" cy="7" r="2.5"/><circle cx="8.5" cy="17" r="2.5"/>',
  alert: '<path d="M12 4 2.8 19.5h18.4z"/><path d="M12 10v4.5m0 2.6v.1"/>',
  arrow: '<path d="M4.5 12h15m-5.5-5.5L19.5 12 14 17.5"/>',
  back: '<path d="M19.5 12h-15M10 6.5 4.5 12l5.5 5.5"/>',
  block: '<rect x="4" y="4" width="16" height="16" rx="3.5"/><path d="M9.5 4v16"/>',
  catalog: '<rect x="3.5" y="3.5" width="7" height="7" rx="1.8"/><rect x="13.5" y="3.5" width="7" height="7" rx="1.8"/><rect x="3.5" y="13.5" width="7" height="7" rx="1.8"/><rect x="13.5" y="13.5" width="7" height="7" rx="1.8"/>',
  check: '<path d="m5 12.5 4.5 4.500L19 7.5"/>',
  clock: '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.500V12l3 2"/>',
  code: '<path d="m8.5 7.5-5 4.5 5 4.500m7-9 5 4.5-5 4.5"/>',
  compare: '<rect x="3.5" y="4.5" width="7" height="15" rx="2"/><rect x="13.5" y="4.5" width="7" height="15" rx="2"/>',
  compose: '<rect x="3" y="4" width="8" height="7" rx="2"/><rect x="13" y="13" width="8" height="7" rx="2"/><path d="M7 11v3.500a2 2 0 0 0 2 2h4"/>',
  copy: '<rect x="8.5" y="8.5" width="11.5" height="11.5" rx="2.5"/><path d="M15.5 8.500V6A2 2 0 0 0 13.5 4H6a2 2 0 0 0-2 2v7.500a2 2 0 0 0 2 2h2.5"/>',
  cross: '<path d="m6 6 12 12M18 6 6 18"/>',
  cut: '<path d="M4 12h5m6 0h5"/><path d="M11 8.5 13 15.5"/>',
  dataset: '<ellipse cx="12" cy="6" rx="7.5" ry="2.8"/><path d="M4.5 6v12c0 1.5 3.4 2.8 7.5 2.800s7.5-1.3 7.5-2.800V6M4.5 12c0 1.5 3.4 2.8 7.5 2.800s7.5-1.3 7.5-2.8"/>',
  delete: '<path d="M4.5 7h15M9.5 7V4.500h5V7M6.5 7l1 13h9l1-13M10.5 11v5.500m3-5.500v5.5"/>',
  down: '<path d="m6 9.5 6 6 6-6"/>',
  download: '<path d="M12 4v11m-4.5-4.500L12 15l4.5-4.500M4.5 19.500h15"/>',
  edit: '<path d="M4.5 19.5 5.5 15 15.8 4.700a1.5 1.5 0 0 1 2.1 0l1.4 1.400a1.5 1.5 0 0 1 0 2.100L9 18.500z"/>',
  flow: '<circle cx="5.5" cy="12" r="2.5"/><circle cx="18.5" cy="6" r="2.5"/><circle cx="18.5" cy="18" r="2.5"/><path d="m7.8 11 8.3-4M7.8 13l8.3 4"/>',
  help: '<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.600a2.5 2.5 0 1 1 3.5 2.300c-.7.3-1 .8-1 1.600m0 2.700v.1"/>',
  hide: '<path d="M3.5 12c2-4 5-6 8.500-6s6.500 2 8.500 6c-2 4-5 6-8.500 6s-6.500-2-8.500-6z"/><circle cx="12" cy="12" r="2.5"/><path d="M5 19.500 19 4.500"/>',
  info: '<circle cx="12" cy="12" r="8.5"/><path d="M12 11.500v5m0-8.600v.1"/>',
  language: '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.500c5 5 5 12 0 17-5-5-5-12 0-17z"/>',
  list: '<path d="M4 6h16M4 12h16M4 18h16"/>',
  lock: '<rect x="5" y="11" width="14" height="9" rx="2.500"/><path d="M8.5 11V8a3.500 3.5 0 0 1 7 0v3"/>',
  menu: '<path d="M4 7h16M4 12h16M4 17h16"/>',
  minus: '<path d="M5 12h14"/>',
  moon: '<path d="M19.8 14.200A8 8 0 1 1 9.8 4.200a6.5 6.5 0 0 0 10 10z"/>',
  open: '<path d="M13.5 4.500h6v6M19.5 4.5 11 13M9 6H6a1.5 1.5 0 0 0-1.5 1.500V18A1.5 1.5 0 0 0 6 19.500h10.500A1.5 1.5 0 0 0 18 18v-3"/>',
  people: '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.500c.5-3.8 3-5.5 6.5-5.500s6 1.7 6.5 5.500M16 5.300a3.5 3.5 0 0 1 0 6.400m2.5 2.800c1.8.9 2.8 2.5 3 5"/>',
  plan: '<path d="M9.5 6.500H20M9.5 12H20m-10.5 5.500H20"/><path d="m3.5 6.5 1.2 1.200L7 5.400m-3.5 6.6 1.2 1.200L7 10.9"/><path d="M3.8 17.500h2.7"/>',
  play: '<path d="M7.5 5v14l11-7z"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  project: '<path d="M3.5 7A2 2 0 0 1 5.5 5h4l2 2.500h7a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2z"/>',
  refresh: '<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.400l2.3 2.200M19.5 4.500v4.300h-4.3"/>',
  rows: '<rect x="3.5" y="4.5" width="17" height="6" rx="1.8"/><rect x="3.5" y="13.5" width="17" height="6" rx="1.8"/>',
  search: '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>',
  sun: '<circle cx="12" cy="12" r="4"/><path d="M12 2.800v2m0 14.400v2M2.8 12h2m14.4 0h2M5.5 5.500l1.4 1.400m10.2 10.2 1.4 1.400m0-13-1.4 1.400M6.9 17.100l-1.4 1.4"/>',
  system: '<rect x="3.5" y="4.5" width="17" height="11.5" rx="2"/><path d="M9 20h6m-3-4v4"/>',
  tag: '<path d="M4 4h7.500l8.5 8.5-7.5 7.500L4 11.500z"/><circle cx="8.5" cy="8.5" r="1.2"/>',
  up: '<path d="m6 14.5 6-6 6 6"/>',
  user: '<circle cx="12" cy="8" r="4"/><path d="M4.5 20c.6-4.3 3.5-6 7.5-6s6.9 1.7 7.5 6"/>',
  wire: '<circle cx="5.5" cy="7" r="2.5"/><circle cx="18.5" cy="17" r="2.5"/><path d="M8 7h3a2.5 2.5 0 0 1 2.5 2.500v5A2.5 2.5 0 0 0 16 17"/>',
};

const template = document.createElement('template');
template.innerHTML = `<svg xmlns="http://www.w3.org/2000/svg"><defs>${Object.entries(DRAWINGS)
  .map(
    ([name, drawing]) =>
      `<g id="by:${name}" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${drawing}</g>`,
  )
  .join('')}</defs></svg>`;
Iconset.register('by', 24, template);
