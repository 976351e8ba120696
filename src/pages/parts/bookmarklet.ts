/**
 * A bookmark that opens /read with the address, title, date and selected text of the page it is pressed on. They go
 * into the fragment, which browsers keep to themselves: no server sees what was selected until it is sent.
 */
export function bookmarklet(origin: string): string {
  const script = `(()=>{const d=document,m=n=>d.querySelector('meta[property="'+n+'"],meta[name="'+n+'"]')?.content||'',t=m('article:published_time')||d.querySelector('time[datetime]')?.dateTime||'',p=new URLSearchParams({url:d.querySelector('link[rel=canonical]')?.href||location.href,title:m('og:title')||d.title,publisher:m('og:site_name'),author:m('author'),publishedOn:t.slice(0,10),text:String(getSelection())||(d.querySelector('article,main')||d.body).innerText});open(${JSON.stringify(`${origin}/read`)}+'#'+p)})()`
  return `javascript:${encodeURIComponent(script)}`
}
