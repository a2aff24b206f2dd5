import type { WarehouseConfig } from './to-settings.ts'

/** The address of the database with all that it takes to log in: a password that stands apart is put in. Pure. */
export function toDatabaseUrl({
  WAREHOUSE_URL: text,
  WAREHOUSE_PASSWORD: password,
}: Pick<WarehouseConfig, 'WAREHOUSE_URL' | 'WAREHOUSE_PASSWORD'>): string {
  const url = new URL(text)
  if (password !== undefined && url.password === '') url.password = encodeURIComponent(password)
  return url.href
}
