import type { WireRequest } from './wire-request';

/** The request as code of a language. Whatever is in the texts, it stays data. */
export const requestCode: Readonly<Record<'curl' | 'typescript' | 'python', (request: WireRequest) => string>> = {
  curl: ({ url, header, body }) =>
    [
      `curl ${shellWord(url)} \\`,
      `  -H 'Content-Type: application/json' \\`,
      `  -H "${header.name}: ${header.prefix}$${header.variable}" \\`,
      `  --data-binary ${shellWord(json(body))}`,
      '',
    ].join('\n'),
  typescript: ({ url, header, body }) =>
    [
      `const response = await fetch(${JSON.stringify(url)}, {`,
      `  method: 'POST',`,
      `  headers: {`,
      `    'Content-Type': 'application/json',`,
      `    '${header.name}': \`${header.prefix}\${process.env.${header.variable}}\`,`,
      `  },`,
      `  body: JSON.stringify(${indented(json(body), '  ')}),`,
      `});`,
      `if (!response.ok) throw new Error('HTTP ' + response.status + ': ' + (await response.text()));`,
      `console.log(await response.json());`,
      '',
    ].join('\n'),
  python: ({ url, header, body }) =>
    [
      'import json, os, urllib.request',
      '',
      // As text: the two languages have other words for true and null.
      `body = json.loads(${JSON.stringify(JSON.stringify(body))})`,
      'request = urllib.request.Request(',
      `    ${JSON.stringify(url)},`,
      '    data=json.dumps(body).encode(),',
      '    headers={',
      '        "Content-Type": "application/json",',
      `        "${header.name}": "${header.prefix}" + os.environ["${header.variable}"],`,
      '    },',
      ')',
      'with urllib.request.urlopen(request) as response:',
      '    print(json.load(response))',
      '',
    ].join('\n'),
};

const json = (body: unknown) => JSON.stringify(body, null, 2);

/** One word of a POSIX shell: nothing in single quotes means anything but a single quote. */
function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function indented(text: string, by: string): string {
  return text.replaceAll('\n', `\n${by}`);
}
