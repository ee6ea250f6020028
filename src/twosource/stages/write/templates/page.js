(function () {
  "use strict";
  var last = null;
  function goBack(anchor) {
    var place = last && last.hash === "#" + anchor.id ? last : document.getElementById("u-" + anchor.id);
    if (!place) { return false; }
    openAround(place);
    document.querySelectorAll(".here").forEach(function (old) { old.classList.remove("here"); });
    place.classList.add("here");
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center" });
    return true;
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (!link) { return; }
    if (link.classList.contains("t")) {
      if (goBack(link)) { event.preventDefault(); }
    } else if (link.closest("main")) {
      last = link;
    }
  });
  document.addEventListener("keydown", function (event) {
    var target = event.key === "Escape" ? document.querySelector(".t:target") : null;
    if (target) { goBack(target); }
  });
  function openAround(place) {
    for (var box = place && place.closest("details"); box; box = box.parentElement.closest("details")) { box.open = true; }
  }
  var lists = Array.prototype.slice.call(document.querySelectorAll(".filters select"));
  var clear = document.querySelector(".filters button");
  var told = document.querySelector(".filters output");
  var found = document.getElementById("findings");
  var filed = document.querySelectorAll("#all .point, #both .point, #several .point, #differ .difference");
  function narrow() {
    var chosen = lists.filter(function (list) { return list.value; });
    var wanted = chosen.map(function (list) { return list.id.slice(5) + "-" + list.value; });
    var shown = Array.prototype.filter.call(filed, function (item) {
      return wanted.every(function (name) { return item.classList.contains(name); });
    }).length;
    lists.forEach(function (list) {
      if (list.value) { found.dataset[list.id.slice(5)] = list.value; } else { delete found.dataset[list.id.slice(5)]; }
    });
    if (chosen.length) { found.dataset.chosen = ""; } else { delete found.dataset.chosen; }
    clear.hidden = !chosen.length;
    told.textContent = chosen.length ? told.dataset.say.replace("##", filed.length).replace("#", shown) : "";
    return chosen.map(function (list) { return list.id.slice(5) + "=" + encodeURIComponent(list.value); }).join("&");
  }
  function showAll() {
    lists.forEach(function (list) { list.value = ""; });
    narrow();
  }
  function follow() {
    var hash = location.hash.slice(1);
    if (hash.indexOf("=") > 0) {
      var state = new URLSearchParams(hash);
      lists.forEach(function (list) { list.value = state.get(list.id.slice(5)) || ""; if (list.selectedIndex < 0) { list.value = ""; } });
      narrow();
      return;
    }
    var place = hash && document.getElementById(hash);
    if (!place) { return; }
    if (!place.getClientRects().length && place.closest("main")) {
      openAround(place);
      if (!place.getClientRects().length) { showAll(); }
      place.scrollIntoView();
    } else if (place.closest("details:not([open])")) {
      openAround(place);
      place.scrollIntoView({ block: "center" });
    }
  }
  if (lists.length) {
    lists.forEach(function (list) {
      list.addEventListener("change", function () {
        var state = narrow();
        history.replaceState(null, "", "#" + (state || "findings"));
      });
    });
    clear.addEventListener("click", function () {
      showAll();
      history.replaceState(null, "", "#findings");
      lists[0].focus();
    });
  }
  window.addEventListener("hashchange", follow);
  follow();
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (box) { box.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (box) { box.open = false; });
  });
}());
