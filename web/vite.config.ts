/** How the web is built: one folder of static files with two entries, the portal and the workbench. Everything comes from the project itself. */
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  plugins: [react()],
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
