// In the manner of OMK and BCM: a body built by hand, "NOW" in literal quotes, encoded ids, bare tags.
const http = require('http')
const [base, user, password, pace = '0.5'] = process.argv.slice(2)
const options = { auth: `${user}:${password}`, headers: {} }

async function call(method, path, body) {
  await new Promise((resolve) => setTimeout(resolve, Number(pace) * 1000))
  return new Promise((resolve, reject) => {
    const headers = body ? { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) } : {}
    const request = http.request(base + path, { ...options, method, headers }, (answer) => {
      const parts = []
      answer.on('data', (part) => parts.push(part))
      answer.on('end', () => resolve({ status: answer.statusCode, text: Buffer.concat(parts).toString('utf8') }))
    })
    request.on('error', reject)
    if (body) request.write(body)
    request.end()
  })
}

const tag = (text, name) => (text.match(new RegExp(`<${name}(?: [^>]*)?>([\\s\\S]*?)</${name}>`)) || [])[1]

async function main() {
  const search = JSON.parse((await call('POST', '/abone/search/', 'start_date=*&end_date="NOW"&filter_type=1')).text)
  const stories = []
  for (const item of search.data.result) {
    const answer = await call('GET', `/abone/document/${encodeURIComponent(item.id)}/newsml29`)
    if (answer.text.length < 450) continue
    const priority = Number(tag(answer.text, 'priority'))
    stories.push({
      id: item.id,
      headline: tag(answer.text, 'headline'),
      created: tag(answer.text, 'versionCreated'),
      flash: priority <= 2,
      category: (answer.text.match(/qcode="AAcat:([A-Z]+)"/) || [])[1],
      body: tag(answer.text, 'body.content'),
    })
  }
  process.stdout.write(JSON.stringify({ success: search.response.success, stories }))
}
main()
