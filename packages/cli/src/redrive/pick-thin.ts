import { type ThinEvent, toThin } from '@bellhop/records'

/** Something that may have a thin event's fields. */
type Holder = { readonly [name in keyof ThinEvent]: ThinEvent[name] | null }

/** The thin event in a record that has more fields, such as a waiting event; undefined where one of its own is null. Pure. */
export function pickThin(holder: Holder): ThinEvent | undefined {
  const fields = toThin(holder)
  return isWhole(fields) ? fields : undefined
}

function isWhole(fields: Holder): fields is ThinEvent {
  return !Object.values(fields).includes(null)
}
