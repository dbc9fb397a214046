// The service's own description of its calls (OpenAPI), from which forms are made.
import {get} from './api.js';

const REFERENCE = '#/components/schemas/';
let read;

/** Reads the description, once a page load. */
export function description() {
  read ??= get('/q/openapi', {format: 'json'}).catch(failure => {
    read = undefined;
    throw failure;
  });
  return read;
}

/** The schema that stands behind references, and beside null. */
export function resolved(schema, of) {
  if (!schema) {
    return {};
  }
  if (schema.$ref) {
    return resolved(of.components.schemas[schema.$ref.slice(REFERENCE.length)], of);
  }
  const other = (schema.anyOf ?? schema.oneOf)?.filter(one => one.type !== 'null');
  if (other?.length === 1) {
    return resolved(other[0], of);
  }
  return Array.isArray(schema.type) ? {...schema, type: schema.type.find(type => type !== 'null')} : schema;
}

const words = path => path.split('/').filter(Boolean);

/** The call that a concrete address belongs to: {template, method, operation}; null if there is none. */
export function callOf(method, address, of) {
  const asked = words(address);
  let best = null;
  for (const [template, methods] of Object.entries(of.paths)) {
    const parts = words(template);
    const operation = methods[method.toLowerCase()];
    if (operation && parts.length === asked.length && parts.every((part, i) => part.startsWith('{') || part === asked[i])) {
      // What is written out goes before what stands for anything.
      const open = parts.filter(part => part.startsWith('{')).length;
      if (!best || open < best.open) {
        best = {template, method, operation, open};
      }
    }
  }
  return best;
}

/** The calls whose address begins with this one and leaves nothing else open: [{template, method, operation}]. */
export function callsUnder(base, of) {
  const found = [];
  for (const [template, methods] of Object.entries(of.paths)) {
    if (template.startsWith(base + '/') && !template.slice(base.length).includes('{')) {
      for (const [method, operation] of Object.entries(methods)) {
        if (method === 'post') {
          found.push({template, method: 'POST', operation});
        }
      }
    }
  }
  return found;
}

/** Whether somebody with these roles may make the call. A role that only the settings name is left to the service. */
export function mayCall({operation}, roles) {
  const needed = (operation.security ?? []).flatMap(one => Object.values(one)).flat();
  return needed.length === 0 || needed.some(role => role.startsWith('${') || roles.includes(role));
}

/** The schema of a call's JSON body; null if it has none. */
export function bodyOf({operation}, of) {
  const schema = operation.requestBody?.content?.['application/json']?.schema;
  return schema ? resolved(schema, of) : null;
}
