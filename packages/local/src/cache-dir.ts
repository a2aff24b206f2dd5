import { isAbsolute, join } from 'node:path'

/** Where downloads are kept between runs: `bellhop` under XDG_CACHE_HOME, or under `.cache` in the home folder. */
export function toCacheDir(env: NodeJS.ProcessEnv, home: string): string {
  const cacheHome = env['XDG_CACHE_HOME']
  // The XDG specification says that a relative path is to be ignored.
  return join(cacheHome && isAbsolute(cacheHome) ? cacheHome : join(home, '.cache'), 'bellhop')
}
