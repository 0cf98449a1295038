// SPDX-License-Identifier: GPL-2.0-or-later
// browser.js URL CHROMIUM MODULES HOSTILE - a reader with a browser on a site that runs:
// looks, clicks, forms, keys, three widths, light and dark, without scripts. Speaks TAP.
// HOSTILE is a file of paths whose pages mean harm. With SHOTS=DIR pictures are left there.
'use strict';
const fs = require('fs');
const path = require('path');

const [site, program, modules, hostile] = process.argv.slice(2);
const { chromium } = require(path.join(modules, 'playwright-core'));
const axe = fs.readFileSync(path.join(modules, 'axe-core', 'axe.min.js'), 'utf8');
const V1 = '/tern/20260302-queue-limit-v1-0-5b7e21aa90c4@harbour.example.com';
const PAGES = {
	lists: '/', topics: '/tern/', mail: V1.replace('v1-0', 'v1-2') + '/', nested: V1 + '/t/',
	flat: V1 + '/T/', search: '/tern/?q=s:queue', wrong: '/tern/?q=s:x+AND',
	'series-list': '/tern/_/series/', series: V1 + '/_/series/', updates: '/tern/_/update/',
	day: '/tern/_/update/2026-03-02/', since: '/tern/_/update/since/', stats: '/tern/_/stats/',
	help: '/tern/_/text/help/', mirror: '/tern/_/text/mirror/',
	person: '/_/person/?a=anna@harbour.example.com', guess: '/tern/20260302-queue/',
};
let tests = 0, failures = 0;

function say(good, name, why) {
	tests++;
	failures += !good;
	console.log((good ? 'ok ' : 'not ok ') + tests + ' - ' + name);
	if (!good && why)
		console.log('# ' + String(why).replace(/\n/g, '\n# ').slice(0, 2000));
}

// What no page may do, noted for each page that is opened.
function watch(page, troubles) {
	page.on('console', (message) => {
		// A page that is not there, or asks wrongly, is what was asked for.
		if (message.type() === 'error' && !/status of (300|400|404)/.test(message.text()))
			troubles.push('console: ' + message.text());
	});
	page.on('pageerror', (error) => troubles.push('error: ' + error.message));
	page.on('dialog', (dialog) => {
		troubles.push('dialog: ' + dialog.message());
		dialog.dismiss();
	});
	page.on('request', (request) => {
		if (!request.url().startsWith(site + '/'))
			troubles.push('request: ' + request.url());
	});
}

// A series of a dozen versions: the table scrolls, and titles stay readable.
async function many_versions(browser) {
	const page = await browser.newPage({ viewport: { width: 800, height: 900 } });
	await page.goto(site + PAGES.series);
	const width = await page.evaluate(() => {
		for (const row of document.querySelectorAll('.wide-table tr'))
			for (let i = 0; i < 12; i++)
				row.append(row.lastElementChild.cloneNode(true));
		return document.querySelector('.wide-table td.name, .wide-table th.name').offsetWidth;
	});
	say(width > 150, 'many versions leave room for titles', width);
	await page.close();
}

async function looks(browser) {
	for (const [width, scheme] of [[360, 'light'], [800, 'dark'], [1400, 'light']]) {
		const context = await browser.newContext({ viewport: { width, height: 900 },
			colorScheme: scheme, bypassCSP: width === 800 });
		const troubles = [], wide = [], rules = [];
		const page = await context.newPage();
		watch(page, troubles);
		for (const [name, address] of Object.entries(PAGES)) {
			await page.goto(site + address);
			if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
				wide.push(name);
			// axe has to be put into the page, which its policy forbids.
			if (width === 800) {
				await page.evaluate(axe);
				const found = await page.evaluate(() => axe.run({ resultTypes: ['violations'] }));
				for (const one of found.violations)
					if (['serious', 'critical'].includes(one.impact))
						rules.push(name + ': ' + one.id + ': ' + one.nodes[0].html.slice(0, 120));
			}
			if (process.env.SHOTS)
				await page.screenshot({ path: `${process.env.SHOTS}/${name}-${width}.png` });
		}
		say(troubles.length === 0, `${width} pixels, ${scheme}: nothing fails or leaves`, troubles.join('\n'));
		say(wide.length === 0, `${width} pixels: nothing is wider than the window`, wide.join(' '));
		if (width === 800)
			say(rules.length === 0, 'axe finds nothing serious', rules.join('\n'));
		await context.close();
	}
	await many_versions(browser);
	// The other scheme, for its contrasts alone.
	const context = await browser.newContext({ colorScheme: 'light', bypassCSP: true });
	const page = await context.newPage();
	const low = [];
	for (const [name, address] of Object.entries(PAGES)) {
		await page.goto(site + address);
		await page.evaluate(axe);
		const found = await page.evaluate(() => axe.run({ runOnly: ['color-contrast'] }));
		for (const one of found.violations)
			low.push(name + ': ' + one.nodes[0].html.slice(0, 120));
	}
	say(low.length === 0, 'contrasts are good in light, too', low.join('\n'));
	await context.close();
}

// A click that leads to another page, which is there when this is done.
async function follow(page, what) {
	await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click(what)]);
}

async function clicks(browser) {
	const page = await browser.newPage();
	const troubles = [];
	watch(page, troubles);
	await page.goto(site + '/');
	await follow(page, '.lists h2 a:text-is("tern")');
	say(page.url() === site + '/tern/', 'a list is clicked', page.url());
	await page.keyboard.press('/');
	await page.keyboard.type('s:queue');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/tern/?q=*');
	say((await page.locator('.hits > li').count()) > 2, 'a slash and words search');
	await page.click('.counts-table summary');
	await follow(page, '.counts-table a >> nth=0');
	say(/rt%3A/.test(page.url()) && await page.locator('.hits > li').count() > 0,
		'a month narrows the search', page.url());
	await page.goto(site + V1 + '/t/');
	const hunk = page.locator('.said a').first();
	const target = await hunk.getAttribute('href');
	await hunk.click();
	say(await page.locator(target.replace('#', '[id="') + '"]').isVisible(), 'a hunk leads to what was said');
	await page.click(target.replace('#', '[id="') + '"]');
	say(await page.evaluate(() => document.querySelector(':target').classList.contains('hunk')),
		'and that back to the hunk');
	await page.goto(site + V1 + '/t/');
	await page.keyboard.press('j');
	await page.keyboard.press('j');
	say(await page.evaluate(() => scrollY > 0), 'j goes to the next mail');
	const folded = await page.locator('details.quote').count();
	await page.keyboard.press('x');
	say(folded === 0 || await page.locator('details.quote[open]').count() === folded, 'x unfolds all quotes');
	await page.goto(site + '/tern/');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	/* The address is another one only when the browser has gone there. */
	say(await page.waitForURL('**#main').then(() => true, () => false),
		'the first key leads past the head', page.url());
	await page.goto(site + '/tern/_/series/');
	await page.selectOption('select[name=state]', 'superseded');
	await follow(page, '.filter button');
	say(await page.locator('tbody tr').count() === await page.locator('tbody .chip.superseded').count(),
		'series are filtered by a form');
	await follow(page, 'tbody th a');
	await follow(page, 'form[action*="compare"] button');
	say((await page.locator('section.pair').count()) > 0, 'two versions are compared by a form', page.url());
	await page.goto(site + '/tern/_/update/since/');
	await follow(page, 'form.filter button');
	say((await page.locator('main').innerText()).includes('No mail came'), 'what was read is remembered');
	say(troubles.length === 0, 'nothing fails or leaves on the way', troubles.join('\n'));
	await page.close();
}

async function plain(browser) {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(site + V1 + '/t/');
	say(await page.locator('article.mail').count() === 8, 'without scripts a thread is there');
	await page.fill('#q', 'queue');
	await page.click('.find button');
	say((await page.locator('.hits > li').count()) > 0, 'and a search');
	await page.emulateMedia({ media: 'print' });
	say(!(await page.locator('.find').isVisible()), 'paper has no forms');
	await context.close();
}

async function harm(browser) {
	const paths = fs.readFileSync(hostile, 'utf8').split('\n').filter(Boolean);
	const page = await browser.newPage();
	const troubles = [];
	let forged = 0;
	watch(page, troubles);
	for (const one of paths) {
		await page.goto(site + one);
		forged += await page.evaluate(() => document.querySelectorAll(
			'script:not([src]), img, iframe, object, embed, [onerror], [onclick], base, meta[http-equiv]').length);
	}
	say(paths.length > 20, 'there are pages that mean harm: ' + paths.length);
	say(troubles.length === 0, 'none runs a script or asks anybody', troubles.join('\n'));
	say(forged === 0, 'none has an element that we did not write');
	await page.close();
}

(async () => {
	const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
	for (const part of [looks, clicks, plain, harm]) {
		try {
			await part(browser);
		} catch (error) {
			say(false, part.name + ' goes through', error.stack);
		}
	}
	await browser.close();
	console.log('1..' + tests);
	process.exit(failures > 0 ? 1 : 0);
})();
