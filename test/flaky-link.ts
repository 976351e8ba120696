import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A link to a database that can be cut and mended. `url` leads through it. */
export async function flakyLink(url: string) {
  const to = new URL(url)
  const sockets = new Set<Socket>()
  const server = createServer(near => {
    const far = connect(Number(to.port || 5432), to.hostname)
    near.pipe(far).pipe(near)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  const { port } = server.address() as AddressInfo
  through.port = String(port)
  return {
    url: through.href,
    cut() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
    async mend() {
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
