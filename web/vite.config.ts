/** How the web is built: one folder of static files with two entries, the portal and the workbench. Everything comes from the project itself. */
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const named = /role: "img",\s*"aria-label": icon\.name/
/**
 * The icons of the library call themselves by English names, which a screen reader reads out before every button. Here an icon
 * is an ornament beside words, unless its user gives it a name.
 */
const silentIcons = (): Plugin => {
  let silenced = 0
  return {
    name: 'silent-icons',
    transform(code, id) {
      if (!/@ant-design\/icons\/es\/components\/AntdIcon(Light)?\.js/.test(id)) return undefined
      if (!named.test(code)) throw new Error(`icons name themselves otherwise than in the version known here: ${id}`)
      silenced++
      return {
        code: code.replace(named, '...(restProps["aria-label"] ? { role: "img" } : { "aria-hidden": true })'),
        map: null,
      }
    },
    buildEnd(error) {
      if (!error && !silenced) throw new Error('the file by which icons name themselves was not found')
    },
  }
}

export default defineConfig({
  root: here('.'),
  plugins: [react(), silentIcons()],
  // The server puts each answer's own nonce in this place, so that no other inline style or script runs.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2022',
    rolldownOptions: { input: [here('index.html'), here('desk.html')] },
    // An asset turned into a data: address would not pass the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
  },
})
