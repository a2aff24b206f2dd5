/** A record that may be meant: what it says, or why nobody can tell. */
export type Found<T> =
  | { readonly record: T; readonly unreadable?: undefined }
  | { readonly record?: undefined; readonly unreadable: string }
