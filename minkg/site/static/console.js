"use strict";
// YASGUI at the endpoint of this site; it asks nobody else.
(() => {
  const place = document.getElementById("yasgui");
  if (!place || !window.Yasgui) return;
  const { endpoint, query } = place.dataset;
  window.Yasgui.Yasqe.defaults.value = query;
  new window.Yasgui(place, {
    requestConfig: { endpoint, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    copyEndpointOnNewTab: true,
    persistenceId: "minkg",
  });
})();
