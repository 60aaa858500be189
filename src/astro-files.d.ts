/** For the compiler that reads no Astro files; whether a component is given what it asks for is judged by `astro check`. */
declare module '*.astro' {
  import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
  const component: AstroComponentFactory;
  export default component;
}
