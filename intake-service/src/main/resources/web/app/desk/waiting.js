// Cases at the front desk, what is urgent in front.
import {html, nothing} from 'lit';
import {get} from '../frame/api.js';
import {choice, listPage} from '../frame/desk.js';
import {href} from '../frame/route.js';
import {code, t, time} from '../frame/words.js';

const STATUS = ['REGISTERED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN'];

listPage('fq-waiting', {
  title: 'intake.waiting',
  load: (query, who, signal) => get('/cases', {status: query.get('status') ?? 'REGISTERED', limit: 50, ...(query.get('cursor') ? {cursor: query.get('cursor')} : {})}, signal),
  above: ({query, path}) => choice(path, query, 'status', ['', ...STATUS.slice(1)], value => code('status', value || 'REGISTERED')),
  columns: [
    ['case', item => html`<a href=${href(`/cases/${item.caseId}`)}><code>${item.caseId}</code></a>${item.urgentSince ? html` <span class="badge late">${t('urgent')} ${time(item.urgentSince)}</span>` : nothing}`],
    ['status', item => code('status', item.status)],
    ['channel', item => code('channel', item.channel)],
    ['place', item => [item.district, item.street].filter(Boolean).join(' ')],
  ],
});
