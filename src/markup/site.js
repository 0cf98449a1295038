'use strict';
// A kindness, no need: j and k go from mail to mail, x folds and unfolds what is quoted, / goes
// to the search. Nothing is sent or stored.
(function () {
	const stops = () => document.querySelectorAll('article.mail, .topics > li, .hits > li');
	const top = (stop) => stop.getBoundingClientRect().top;
	const typing = (target) => target.closest('input, select, textarea, button') !== null;

	function step(forward) {
		const all = Array.from(stops());
		const next = forward ? all.find((stop) => top(stop) > 16)
			: all.reverse().find((stop) => top(stop) < -8);
		if (!next)
			return;
		const link = next.querySelector('h2 a, .title a, a');
		next.scrollIntoView();
		if (link)
			link.focus({ preventScroll: true });
	}

	function fold() {
		const all = document.querySelectorAll('details.quote');
		const open = Array.from(all).some((one) => !one.open);
		all.forEach((one) => { one.open = open; });
	}

	document.addEventListener('keydown', (event) => {
		if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target))
			return;
		if (event.key === 'j' || event.key === 'k')
			step(event.key === 'j');
		else if (event.key === 'x')
			fold();
		else if (event.key === '/' && document.getElementById('q'))
			document.getElementById('q').focus();
		else
			return;
		event.preventDefault();
	});
	const keys = document.querySelector('footer .keys');
	if (keys)
		keys.textContent = 'Keys: j and k to the next and the one before, x unfolds quotes, / searches.';
})();
