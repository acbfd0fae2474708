/** Where the machine's Chromium is, without starting anything. */
import { existsSync } from 'node:fs'

const paths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The machine's Chromium, if it has one. */
export const findChromium = (): string | undefined =>
  [process.env.FADU_CHROMIUM, ...paths].find((path) => path !== undefined && existsSync(path))
