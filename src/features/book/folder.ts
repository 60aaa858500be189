/**
 * The site as a folder that opens without a server. A browser gives a page of the disk no modules and no `fetch`: so addresses
 * become relative, the modules of a page become one classic script, and what scripts would fetch comes as a script too.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { filesBelow } from '../../content-index/read-source.ts';
import { LANGUAGES } from '../../config/languages.ts';

/** What is for search engines and other programs, and the copy for a device: this is one already. */
const LEFT_OUT =
  /^(?:og|book)\/|^(?:sw\.js|offline\.json|SHA256SUMS|sbom\.cdx\.json|404\.html|robots\.txt|\.nojekyll)$|^(?:llms|sitemap)[\w-]*\.(?:txt|xml)$|\.webmanifest$|^_astro\/.*\.js$/;
/** What scripts fetch, and nobody opens. */
const FETCHED =
  /^search-index\/.*\.json$|^study\/.*\.json$|^_astro\/late\..*\.json$|^oembed\/.*\.json$|^[\w-]+\/as-of\.json$/;
/** What both do. */
const SHARED = /^data\/.*\.(?:json|csv)$|^pictures\/.*--.*\.svg$/;

/** Pages of the folder: of each language, and what stands in a frame. */
const SHOWN = new RegExp(`^(?:${LANGUAGES.map(({ locale }) => locale).join('|')}|embed)/`);

/** The way from a page to the root of the folder: `../../`, or `./` for the first page. */
export const wayUp = (path: string): string => '../'.repeat(path.split('/').length - 1) || './';

/** The file that an address below the root means. */
const fileOf = (address: string): string => address.replace(/(^|\/)(?=[?#]|$)/, '$1index.html');

/**
 * A page with addresses that are relative to it, without what only a server needs.
 * @param path of the page below the root
 * @param base sub-path for which the site was built
 */
export function relativePage(html: string, path: string, base: string): string {
  const up = wayUp(path);
  const end = (address: string): string =>
    address.endsWith('/') || /\/[?#]/.test(address) || address === '' ? fileOf(address) : address;
  return (
    html
      .replace(/<meta http-equiv="content-security-policy"[^>]*>/i, '')
      .replace(/<link rel="(?:manifest|preload|sitemap|modulepreload)"[^>]*>/g, '')
      .replace(/<offline-copy[^]*?<\/offline-copy>/, '')
      // An address in the language of the page's scripts stays a folder: they put more behind it.
      .replaceAll(`&quot;${base}/`, `&quot;${up}`)
      .replaceAll(`&quot;${base}&quot;`, `&quot;${up.slice(0, -1)}&quot;`)
      .replace(
        new RegExp(`(\\s(?:href|src|action)=)(["'])${base}/([^"']*)\\2`, 'g'),
        (_all, name: string, quote: string, address: string) => `${name}${quote}${up}${end(address)}${quote}`,
      )
      .replace(
        new RegExp(`(;\\s*url=)${base}/([^"']*)`, 'gi'),
        (_all, start: string, address: string) => `${start}${up}${end(address)}`,
      )
      // The marks of a theme and of a language are kept under the name of the site, wherever it lies.
      .replace(
        new RegExp(`(?<!<script)(\\sdata-[\\w-]+=")${base}(/[^"]*)?"`, 'g'),
        (_all, start: string, rest: string | undefined) =>
          `${start}${rest === undefined ? up.slice(0, -1) : up + rest.slice(1)}"`,
      )
  );
}

/** Runs first in every page: fetching from files, and addresses of folders, which a disk does not answer. */
const SHIM = `(()=>{
const up=document.currentScript.dataset.up,root=new URL(up,location.href).href,waiting=new Map();
self.__root=root;
self.__file=(name,text)=>{const one=waiting.get(name);if(one)one(text);waiting.delete(name)};
const real=self.fetch;
self.fetch=(address,options)=>{
  const url=new URL(address instanceof Request?address.url:address,location.href);
  if(!url.href.startsWith(root))return real(address,options);
  const name=decodeURIComponent(url.pathname.slice(new URL(root).pathname.length));
  return new Promise((done,failed)=>{
    const script=document.createElement('script');
    waiting.set(name,text=>done(new Response(text)));
    script.src=root+name+'.js';
    script.onload=()=>{script.remove();if(waiting.delete(name))failed(new TypeError(name))};
    script.onerror=()=>{script.remove();waiting.delete(name);failed(new TypeError(name))};
    document.head.append(script)
  })
};
const file=address=>{const url=new URL(address,location.href);if(url.href.startsWith(root)&&url.pathname.endsWith('/'))url.pathname+='index.html';return url.href};
addEventListener('click',event=>{const link=event.target instanceof Element&&event.target.closest('a[href]');if(link&&!link.getAttribute('href').startsWith('#'))link.href=file(link.href)},true);
addEventListener('submit',event=>{const form=event.target;if(form.getAttribute('action')!==null)form.action=file(form.action)},true);
const add=Node.prototype.appendChild;
Node.prototype.appendChild=function(node){return node instanceof HTMLLinkElement&&/preload/.test(node.rel)?node:add.call(this,node)};
})();`;

/** The module scripts of a page, as they stand in it. */
const MODULES = /<script type="module"(?: src="([^"]*)")?>([^]*?)<\/script>/g;

/**
 * The files of the folder, by path.
 * @param dist the built site
 * @param base sub-path for which it was built
 * @param edit changes a page before its addresses become relative; gets its path
 */
export async function siteFolder(
  dist: string,
  base: string,
  edit: (page: string, path: string) => string = (page) => page,
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const names = filesBelow(dist)
    .filter((name) => !LEFT_OUT.test(name))
    // An address without a language needs a server's answer; a folder has the two languages and the choice between them.
    .filter((name) => !name.endsWith('.html') || SHOWN.test(name) || name === 'index.html');
  const bundles = new Map<string, string>();
  for (const name of names) {
    const content = readFileSync(join(dist, name));
    if (FETCHED.test(name) || SHARED.test(name))
      files.set(`${name}.js`, encode(`__file(${JSON.stringify(name)},${JSON.stringify(content.toString('utf8'))})`));
    if (FETCHED.test(name)) continue;
    if (name.endsWith('.css')) {
      files.set(name, encode(withFaces(content.toString('utf8'), join(dist, '_astro'))));
    } else if (name.endsWith('.html')) {
      const page = edit(content.toString('utf8'), name);
      const modules = [...page.matchAll(MODULES)].map(([, src, code = '']) =>
        src === undefined ? code : `import ${JSON.stringify(src)};`,
      );
      const key = createHash('sha256').update(modules.join('\n')).digest('hex').slice(0, 12);
      if (modules.length > 0 && !bundles.has(key)) {
        bundles.set(key, `scripts/${key}.js`);
        files.set(`scripts/${key}.js`, encode(await bundle(modules, dist, base)));
      }
      const up = wayUp(name);
      // The choice of a language is the reader's here: a script would lead to a server.
      const still = name === 'index.html' ? page.replace(/<script>[^]*?<\/script>/g, '') : page;
      files.set(
        name,
        encode(
          relativePage(still.replace(MODULES, ''), name, base)
            .replace('<head>', `<head><script src="${up}scripts/folder.js" data-up="${up}"></script>`)
            .replace(
              '</body>',
              modules.length > 0 ? `<script src="${up}scripts/${key}.js"></script></body>` : '</body>',
            ),
        ),
      );
    } else files.set(name, content);
  }
  files.set('scripts/folder.js', encode(SHIM));
  return files;
}

/** A style sheet with its faces in it: not every browser takes one from a disk. */
function withFaces(css: string, folder: string): string {
  return css.replace(
    /url\((["']?)(?:[^)"']*\/)?([\w.-]+\.woff2)\1\)/g,
    (_all, _quote, name: string) =>
      `url(data:font/woff2;base64,${readFileSync(join(folder, name)).toString('base64')})`,
  );
}

/** The modules of a page as one script, with what they would load later. */
async function bundle(modules: readonly string[], dist: string, base: string): Promise<string> {
  const resolved = (path: string): string => join(dist, path.slice(base.length + 1));
  const { outputFiles } = await build({
    stdin: {
      contents: modules.map((_code, index) => `import "page:${index}";`).join(''),
      resolveDir: join(dist, '_astro'),
      loader: 'js',
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'silent',
    plugins: [
      {
        name: 'modules-of-a-page',
        setup: (here) => {
          here.onResolve({ filter: /^page:/ }, ({ path }) => ({ path: path.slice(5), namespace: 'page' }));
          here.onResolve({ filter: /^\// }, ({ path, kind }) =>
            kind !== 'entry-point' && path.startsWith(`${base}/`) ? { path: resolved(path) } : undefined,
          );
          here.onLoad({ filter: /.*/, namespace: 'page' }, ({ path }) => ({
            contents: moved(modules[Number(path)] ?? '', base),
            resolveDir: join(dist, '_astro'),
            loader: 'js',
          }));
          here.onLoad({ filter: /_astro[\\/][^\\/]+\.js$/ }, ({ path }) => ({
            contents: moved(readFileSync(path, 'utf8'), base),
            loader: 'js',
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? '';
}

/** A script whose style sheets lie in the folder; names under which something is kept stay as they are. */
function moved(code: string, base: string): string {
  return code
    .replace(
      new RegExp(`(?<!(?:from|import|import\\()\\s*)(["'\`])${base}/(?=_astro/[^"'\`]*\\.css)`, 'g'),
      ' self.__root+$1',
    )
    .replace(new RegExp(`return(["'\`])${base}/\\1\\+`, 'g'), 'return self.__root+');
}
