import { toAleph } from './aleph-request';
import type { AskedRequest, CopyLanguage } from './asked-request';
import { type HttpRequest, httpRequest, type Json } from './http-request';

/** The request of the task on the screen as a program would make it. The key is read from the environment. */
export function copyAs(asked: AskedRequest, language: CopyLanguage): string {
  switch (language) {
    case 'curl':
      return curl(httpRequest(asked));
    case 'typescript':
      return typescript(httpRequest(asked));
    case 'python':
      return python(httpRequest(asked));
    case 'aleph':
      return `${JSON.stringify(toAleph(asked), null, 4)}\n`;
  }
}

/** The body is handed over as it is: the quoted mark keeps a shell from reading it, and no line of JSON can be the mark. */
function curl({ url, header, body, notes }: HttpRequest): string {
  return `${commented('#', notes)}curl '${url}' \\
  -H 'Content-Type: application/json' \\
  -H "${header.name}: ${header.before}$${header.variable}" \\
  --data-binary @- <<'JSON'
${JSON.stringify(body, null, 2)}
JSON
`;
}

function typescript({ url, header, body, notes }: HttpRequest): string {
  return `${commented('//', notes)}const response = await fetch(${JSON.stringify(url)}, {
  method: 'POST',
  headers: {
    'Content-Type': 'application/json',
    ${JSON.stringify(header.name)}: \`${header.before}\${process.env.${header.variable}}\`,
  },
  body: JSON.stringify(${indented(JSON.stringify(body, null, 2), '  ')}),
});
if (!response.ok) throw new Error(\`\${response.status}: \${await response.text()}\`);
console.log(await response.json());
`;
}

function python({ url, header, body, notes }: HttpRequest): string {
  const key = header.before === '' ? '' : `${JSON.stringify(header.before)} + `;
  return `${commented('#', notes)}import json
import os
import urllib.request

body = ${pythonLiteral(body, '')}

request = urllib.request.Request(
    ${JSON.stringify(url)},
    data=json.dumps(body).encode("utf-8"),
    headers={
        "Content-Type": "application/json",
        ${JSON.stringify(header.name)}: ${key}os.environ["${header.variable}"],
    },
)
with urllib.request.urlopen(request) as response:
    print(json.load(response))
`;
}

function commented(mark: string, notes: readonly string[]): string {
  return notes.map((note) => `${mark} ${note.replace(/\s+/g, ' ')}\n`).join('');
}

function indented(text: string, by: string): string {
  return text.replaceAll('\n', `\n${by}`);
}

/** A string of JSON is one of Python, too. */
function pythonLiteral(value: Json, indent: string): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}    `;
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => `${inner}${pythonLiteral(item, inner)},\n`);
    return items.length === 0 ? '[]' : `[\n${items.join('')}${indent}]`;
  }
  const fields = Object.entries(value).flatMap(([key, field]: [string, Json | undefined]) =>
    field === undefined ? [] : [`${inner}${JSON.stringify(key)}: ${pythonLiteral(field, inner)},\n`],
  );
  return fields.length === 0 ? '{}' : `{\n${fields.join('')}${indent}}`;
}
