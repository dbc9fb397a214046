// Mediations of the mediator or the unit, and parties to be asked again (回访).
import {html} from 'lit';
import {get} from '../frame/api.js';
import {choice, findCase, listPage} from '../frame/desk.js';
import {href} from '../frame/route.js';
import {person} from '../frame/session.js';
import {code, t, time} from '../frame/words.js';

const STATUS = ['UNDERWAY', 'AWAITING_APPLICATION', 'CONFIRMATION_PENDING', 'CONCLUDED'];
const paged = query => ({limit: 50, ...(query.get('cursor') ? {cursor: query.get('cursor')} : {})});
const placeOf = item => [item.district, item.street].filter(Boolean).join(' ');

listPage('fq-mediations', {
  title: 'mediation.cases',
  load: (query, who, signal) => get('/mediations', {
    ...paged(query), status: query.get('status') ?? 'UNDERWAY',
    ...(query.get('of') === 'all' || !who.roles.includes('mediator') ? {} : query.get('of') === 'unit' && who.unit ? {unit: who.unit} : {mediator: who.subject}),
  }, signal),
  above: ({query, path}) => html`${person().roles.includes('mediator') ? choice(path, query, 'of', ['', 'unit', 'all'], value => t(`mediation.of.${value || 'me'}`)) : ''}
    ${choice(path, query, 'status', ['', ...STATUS.slice(1)], value => code('status', value || 'UNDERWAY'))}${findCase()}`,
  columns: [
    ['case', item => html`<a href=${href(`/cases/${item.caseId}`)}><code>${item.caseId}</code></a>`],
    ['status', item => code('status', item.status)],
    ['mediation.category', item => code('category', item.category)],
    ['mediation.unit', item => item.unit],
    ['mediation.mediator', item => item.mediator ?? '–'],
    ['place', placeOf],
    ['mediation.opened', item => time(item.openedAt)],
  ],
});

listPage('fq-revisits', {
  title: 'mediation.revisits',
  load: (query, who, signal) => get('/revisits', {...paged(query), ...(who.unit && who.roles.includes('mediator') ? {unit: who.unit} : {})}, signal),
  columns: [
    ['case', item => html`<a href=${href(`/cases/${item.caseId}`, {do: `/revisits/${item.round}/parties/${item.partyId}/answer`})}><code>${item.caseId}</code></a>`],
    ['mediation.party', item => item.partyId],
    ['mediation.due', item => html`<span class=${new Date(item.dueAt) < new Date() ? 'badge late' : 'badge'}>${time(item.dueAt)}</span>`],
    ['mediation.attempts', item => item.attempts],
    ['mediation.unit', item => item.unit],
  ],
});
