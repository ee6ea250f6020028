(function () {
  "use strict";
  var last = null;
  function goBack(anchor) {
    var place = last && last.hash === "#" + anchor.id ? last : document.getElementById("u-" + anchor.id);
    if (!place) { return false; }
    for (var box = place.closest("details"); box; box = box.parentElement.closest("details")) { box.open = true; }
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
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (box) { box.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (box) { box.open = false; });
  });
}());
