/**
 * The environment that our Java processes are given.
 *
 * Quarkus takes any variable as a setting, so the registry must not see those of whoever started it.
 */
export function toJavaEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TZ']
  return Object.fromEntries(kept.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))
}
