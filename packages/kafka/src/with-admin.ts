import type { Admin, Kafka } from 'kafkajs'

/** Works with an admin client of its own, which is disconnected afterwards, however the work ends. */
export async function withAdmin<T>(kafka: Kafka, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.disconnect()
  }
}
