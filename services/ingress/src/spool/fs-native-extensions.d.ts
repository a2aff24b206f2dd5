declare module 'fs-native-extensions' {
  /**
   * Takes the kernel's exclusive lock on an open file, which belongs to the descriptor: another one is refused, of the
   * same process too, and it ends when the descriptor is closed, by the process or by its end.
   *
   * @param fd - open for writing.
   * @returns false when another descriptor holds the lock.
   * @throws an error with an errno as its code when the file system has no locks.
   */
  export function tryLock(fd: number): boolean
}
