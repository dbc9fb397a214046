// The pages of intake, for the window and for grid workers: what waits to be accepted, registering, one case.
import {html} from 'lit';
import {start} from './frame/app.js';
import {findCasePage} from './frame/desk.js';
import {operatorPage} from './frame/operator.js';
import zh from './desk/zh.json';
import en from './desk/en.json';
import './desk/waiting.js';
import './desk/registering.js';
import './desk/case.js';

const DESK = ['clerk', 'dispatcher', 'leader', 'operator'];
const DOORS = ['clerk', 'grid-worker', 'department'];

start({
  title: 'intake.title',
  words: {zh, en},
  pages: [
    {path: '/', nav: 'intake.waiting', title: 'intake.waiting', roles: DESK, otherwise: '/register', render: (route, language) => html`<fq-waiting .route=${route} .language=${language}></fq-waiting>`},
    {path: '/register', nav: 'intake.register', title: 'intake.register', roles: DOORS, otherwise: '/cases', render: (route, language) => html`<fq-registering .route=${route} .language=${language}></fq-registering>`},
    findCasePage,
    {path: '/cases/:id', title: 'case', render: (route, language) => html`<fq-case .route=${route} .language=${language}></fq-case>`},
    operatorPage,
  ],
});
