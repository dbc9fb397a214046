// The pages of routing: what waits for whoever is signed in, urgent cases, supervision, consultations, one case.
import {html} from 'lit';
import {start} from './frame/app.js';
import {operatorPage} from './frame/operator.js';
import zh from './desk/zh.json';
import en from './desk/en.json';
import './desk/inbox.js';
import './desk/lists.js';
import './desk/case.js';
import './desk/library.js';

const HAVE_INBOX = ['dispatcher', 'leader', 'clerk', 'mediator', 'petition-clerk', 'department', 'operator'];
const READ_LIBRARY = ['clerk', 'dispatcher', 'leader', 'mediator', 'petition-clerk', 'department'];
const WORK = ['dispatcher', 'leader', 'mediator', 'petition-clerk', 'department', 'operator'];

start({
  title: 'routing.title',
  words: {zh, en},
  pages: [
    {path: '/', nav: 'routing.inbox', title: 'routing.inbox', roles: HAVE_INBOX, otherwise: '/alerts', render: (route, language) => html`<fq-inbox .route=${route} .language=${language}></fq-inbox>`},
    {path: '/alerts', nav: 'routing.alerts', title: 'routing.alerts', render: (route, language) => html`<fq-alerts .route=${route} .language=${language}></fq-alerts>`},
    {path: '/notices', nav: 'routing.notices', title: 'routing.notices', roles: HAVE_INBOX, render: (route, language) => html`<fq-notices .route=${route} .language=${language}></fq-notices>`},
    {path: '/consultations', nav: 'routing.consultations', title: 'routing.consultations', roles: WORK, render: (route, language) => html`<fq-consultations .route=${route} .language=${language}></fq-consultations>`},
    {path: '/duties', nav: 'routing.duties', title: 'routing.duties', roles: WORK, render: (route, language) => html`<fq-duties .route=${route} .language=${language}></fq-duties>`},
    {path: '/library', nav: 'routing.library', title: 'routing.library', roles: READ_LIBRARY, render: (route, language) => html`<fq-library .route=${route} .language=${language}></fq-library>`},
    {path: '/cases/:id/similar', title: 'routing.similar', roles: READ_LIBRARY, render: (route, language) => html`<fq-similar .route=${route} .language=${language}></fq-similar>`},
    {path: '/cases/:id', title: 'case', render: (route, language) => html`<fq-case .route=${route} .language=${language}></fq-case>`},
    operatorPage,
  ],
});
