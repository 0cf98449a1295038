// SPDX-License-Identifier: GPL-2.0-or-later
// pages.js CHROMIUM FILE... - looks at pages in a browser as readers do: three widths, light
// and dark, on paper, by keyboard. Speaks TAP. With SHOTS=DIR pictures are left there; with
// AXE=axe.min.js that program's rules are asked too.
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawn } = require('child_process');

const WIDTHS = [360, 800, 1400];
const MOST = 6000; // of a page in pictures
const PIECE = 1500; // of a picture
const SCHEMES = ['light', 'dark'];
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
	'--disable-background-networking', '--disable-component-update', '--disable-sync',
	'--hide-scrollbars', '--remote-debugging-pipe'];

// The browser at the other end of two pipes; each message ends with a NUL.
class Browser {
	constructor(program) {
		this.home = fs.mkdtempSync(path.join(os.tmpdir(), 'pages-'));
		this.child = spawn(program, [...FLAGS, '--user-data-dir=' + this.home, 'about:blank'],
			{ stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
		this.waiting = new Map();
		this.listeners = [];
		this.last = 0;
		let rest = '';
		this.child.stdio[4].setEncoding('utf8').on('data', (data) => {
			const messages = (rest + data).split('\0');
			rest = messages.pop();
			for (const text of messages)
				this.take(JSON.parse(text));
		});
		this.gone = new Promise((resolve) => this.child.on('exit', resolve));
	}

	take(message) {
		const asked = this.waiting.get(message.id);
		if (!asked) {
			this.listeners.forEach((listener) => listener(message));
			return;
		}
		this.waiting.delete(message.id);
		if (message.error)
			asked.reject(new Error(message.error.message));
		else
			asked.resolve(message.result);
	}

	send(method, params = {}) {
		const id = ++this.last;
		const message = { id, method, params };
		if (this.session)
			message.sessionId = this.session;
		this.child.stdio[3].write(JSON.stringify(message) + '\0');
		return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
	}

	async open() {
		const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
		this.session = (await this.send('Target.attachToTarget',
			{ targetId, flatten: true })).sessionId;
		for (const domain of ['Page', 'Runtime', 'Network', 'Log'])
			await this.send(domain + '.enable');
	}

	async ask(expression) {
		const answer = await this.send('Runtime.evaluate',
			{ expression, returnByValue: true, awaitPromise: true });
		if (answer.exceptionDetails)
			throw new Error(answer.exceptionDetails.exception.description);
		return answer.result.value;
	}

	async show(file) {
		const loaded = new Promise((resolve) => this.listeners.push((message) => {
			if (message.method === 'Page.loadEventFired')
				resolve();
		}));
		await this.send('Page.navigate', { url: 'file://' + path.resolve(file) });
		await loaded;
	}

	async close() {
		this.session = null;
		this.send('Browser.close').catch(() => {});
		await this.gone;
		fs.rmSync(this.home, { recursive: true, force: true });
	}
}

// The next functions run in the page. Each returns a list of what is wrong.

function wrongStructure() {
	const wrong = [];
	const all = (selector) => [...document.querySelectorAll(selector)];
	const ids = all('[id]').map((element) => element.id);

	if (document.compatMode !== 'CSS1Compat')
		wrong.push('quirks mode');
	if (!document.documentElement.lang)
		wrong.push('no language');
	if (all('h1').length !== 1 || all('main').length !== 1 || !document.title)
		wrong.push('not one title, h1 and main');
	if (new Set(ids).size !== ids.length)
		wrong.push('an id is there twice');
	let level = 0;
	for (const heading of all('h1, h2, h3, h4')) {
		const next = Number(heading.localName[1]);
		if (next > level + 1)
			wrong.push('heading level left out before ' + heading.textContent.slice(0, 40));
		if (!heading.textContent.trim())
			wrong.push('an empty heading');
		level = next;
	}
	for (const element of all('script, iframe, object, embed, img, form, link, base'))
		wrong.push('there is a ' + element.localName);
	for (const element of all('*')) {
		for (const { name } of element.attributes) {
			if (name.startsWith('on') || name === 'style')
				wrong.push('attribute ' + name + ' on ' + element.localName);
		}
	}
	for (const link of all('a')) {
		const to = link.getAttribute('href');
		if (!/^(#|https?:\/\/[A-Za-z0-9])/.test(to) || !link.textContent.trim())
			wrong.push('link to ' + to);
		if (to[0] === '#' && !document.getElementById(to.slice(1)))
			wrong.push('nothing at ' + to);
		if (to[0] !== '#' && !link.rel.includes('noreferrer'))
			wrong.push('refers: ' + to);
	}
	for (const table of all('table')) {
		if (!table.caption || table.querySelector('th:not([scope])'))
			wrong.push('a table without caption or scopes');
	}
	for (const picture of all('svg:not([aria-hidden])')) {
		const names = (picture.getAttribute('aria-labelledby') || '').split(' ');
		if (!names.every((name) => document.getElementById(name)))
			wrong.push('a picture without a name');
	}
	return wrong;
}

function wrongWidth() {
	const page = document.scrollingElement;
	if (page.scrollWidth <= window.innerWidth)
		return [];
	const wide = [...document.body.querySelectorAll('*')].filter((element) =>
		element.getBoundingClientRect().right > window.innerWidth + 1);
	return [page.scrollWidth + ' wide: ' + wide.slice(0, 3).map((element) =>
		element.localName + '.' + element.className).join(' ')];
}

// WCAG 2.1, 1.4.3: what is read stands out from what is behind it.
function wrongContrast() {
	const parse = (colour) => {
		const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
		return { rgb: [r, g, b], a };
	};
	const light = (rgb) => {
		const [r, g, b] = rgb.map((c) => c / 255)
			.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const behind = (element) => {
		for (let e = element; e; e = e.parentElement) {
			const { rgb, a } = parse(getComputedStyle(e).backgroundColor);
			if (a === 1)
				return rgb;
		}
		return [255, 255, 255];
	};
	const wrong = new Set();
	for (const element of document.querySelectorAll('body *')) {
		const own = [...element.childNodes].some((node) =>
			node.nodeType === 3 && node.textContent.trim());
		if (!own || ['title', 'desc'].includes(element.localName))
			continue;
		const style = getComputedStyle(element);
		const front = parse(element.localName === 'text' ? style.fill : style.color);
		const a = light(front.rgb), b = light(behind(element));
		const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
		if (ratio < 4.5 || front.a < 1)
			wrong.add(element.localName + '.' + element.getAttribute('class') + ' ' +
				ratio.toFixed(2));
	}
	return [...wrong];
}

// On paper nothing may stay folded; older browsers have no way to say so.
function wrongFolds() {
	if (!CSS.supports('selector(::details-content)'))
		return [];
	return [...document.querySelectorAll('details > :not(summary)')]
		.filter((element) => element.getBoundingClientRect().height === 0)
		.map((element) => 'folded on paper: ' + element.textContent.slice(0, 40));
}

const call = (check) => '(' + check + ')()';
let count = 0, failed = 0;

function tell(name, wrong) {
	count++;
	if (wrong.length > 0)
		failed++;
	console.log((wrong.length > 0 ? 'not ok ' : 'ok ') + count + ' - ' + name);
	for (const line of wrong.slice(0, 10))
		console.log('# ' + line);
}

async function look(browser, name) {
	const structure = await browser.ask(call(wrongStructure));
	const wide = [], contrast = [];
	// What is out of sight is laid out too, as when a reader has scrolled.
	await browser.ask('document.styleSheets[0].insertRule("* { content-visibility: visible !important }", 0)');
	for (const scheme of SCHEMES) {
		await browser.send('Emulation.setEmulatedMedia', { media: 'screen',
			features: [{ name: 'prefers-color-scheme', value: scheme }] });
		for (const width of WIDTHS) {
			await browser.send('Emulation.setDeviceMetricsOverride',
				{ width, height: 800, deviceScaleFactor: 1, mobile: false });
			wide.push(...(await browser.ask(call(wrongWidth))).map((w) => width + ': ' + w));
			if (process.env.SHOTS)
				await shoot(browser, name + '-' + width + '-' + scheme);
		}
		contrast.push(...(await browser.ask(call(wrongContrast))).map((c) => scheme + ': ' + c));
	}
	tell(name + ': structure', structure);
	tell(name + ': fits 360, 800 and 1400 pixels', wide);
	tell(name + ': contrast', contrast);
}

async function shoot(browser, name) {
	const [width, height] = await browser.ask('[innerWidth, document.documentElement.scrollHeight]');
	for (let y = 0, piece = 1; y < Math.min(height, MOST); y += PIECE, piece++) {
		const { data } = await browser.send('Page.captureScreenshot', { captureBeyondViewport: true,
			clip: { x: 0, y, width, height: Math.min(PIECE, height - y), scale: 1 } });
		fs.writeFileSync(path.join(process.env.SHOTS, name + '-' + piece + '.png'),
			Buffer.from(data, 'base64'));
	}
}

async function print(browser, name) {
	await browser.send('Emulation.setEmulatedMedia', { media: 'print', features: [] });
	const wrong = await browser.ask(call(wrongFolds));
	const { data } = await browser.send('Page.printToPDF', { preferCSSPageSize: true });
	const pdf = Buffer.from(data, 'base64');
	if (pdf.length < 1000)
		wrong.push('no pages');
	if (process.env.SHOTS)
		fs.writeFileSync(path.join(process.env.SHOTS, name + '.pdf'), pdf);
	await browser.send('Emulation.setEmulatedMedia', { media: '', features: [] });
	tell(name + ': on paper', wrong);
}

async function press(browser, key) {
	const code = { Tab: 9, Enter: 13 }[key];
	for (const type of ['keyDown', 'keyUp'])
		await browser.send('Input.dispatchKeyEvent', { type, key, code: key,
			windowsVirtualKeyCode: code, text: type === 'keyDown' && key === 'Enter' ? '\r' : undefined });
}

async function byKeyboard(browser, name) {
	const wrong = [];
	await browser.ask('document.activeElement.blur(); scrollTo(0, 0)');
	await press(browser, 'Tab');
	if (!(await browser.ask('document.activeElement.matches(".skip")')))
		wrong.push('the skip link is not first');
	const fold = 'document.querySelector("details:not([open]) > summary")';
	if (await browser.ask(fold + ' !== null')) {
		await browser.ask('window.fold = ' + fold + '; fold.focus()');
		await press(browser, 'Enter');
		if (!(await browser.ask('fold.parentElement.open')))
			wrong.push('Enter opens no fold');
		if (!(await browser.ask('getComputedStyle(fold).outlineStyle !== "none"')))
			wrong.push('focus cannot be seen');
	}
	tell(name + ': by keyboard', wrong);
}

async function axe(browser, name) {
	const source = fs.readFileSync(process.env.AXE, 'utf8');
	await browser.ask(source + '; 0');
	const wrong = await browser.ask('axe.run().then((found) => found.violations.map((v) => ' +
		'v.id + ": " + v.nodes.length + " " + v.nodes[0].html.slice(0, 200)))');
	tell(name + ': axe', wrong);
}

async function main() {
	const [program, ...files] = process.argv.slice(2);
	const browser = new Browser(program);
	const events = [];
	browser.listeners.push((message) => {
		const { method, params } = message;
		if (method === 'Network.requestWillBeSent' && params.type !== 'Document')
			events.push('asked for ' + params.request.url);
		else if (method === 'Log.entryAdded')
			events.push(params.entry.text);
		else if (method === 'Page.javascriptDialogOpening')
			events.push('a script ran');
	});
	await browser.open();
	for (const file of files) {
		const name = path.basename(file, '.html');
		await browser.show(file);
		await look(browser, name);
		await byKeyboard(browser, name);
		if (process.env.AXE)
			await axe(browser, name);
		await print(browser, name);
		tell(name + ': runs nothing, fetches nothing', events.splice(0));
	}
	await browser.close();
	console.log('1..' + count);
	process.exit(failed > 0 ? 1 : 0);
}

main().catch((error) => {
	console.log('Bail out! ' + error.message);
	process.exit(1);
});
