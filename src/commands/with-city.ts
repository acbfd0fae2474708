/** Opens the city for one command and closes it afterwards. */
import { type City, openCity } from '../server/city.ts'

export async function withCity<T>(
  work: (city: City) => Promise<T>,
  options: { guardAgain?: boolean } = {},
): Promise<T> {
  const city = await openCity({ log: () => {}, ...options })
  try {
    return await work(city)
  } finally {
    await city.close()
  }
}

/** Prints a result as JSON or by its own words. */
export function print(options: { json?: boolean }, value: unknown, words: () => string): void {
  console.log(options.json ? JSON.stringify(value, null, 1) : words())
}
