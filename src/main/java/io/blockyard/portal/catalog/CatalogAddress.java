package io.blockyard.portal.catalog;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;

/** Where people look for the catalog by its name; it lies at the root, and keeps that one address. */
@Route(value = "catalog", autoLayout = false)
@PermitAll
public class CatalogAddress extends Div implements BeforeEnterObserver {

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.forwardTo("", event.getLocation().getQueryParameters());
    }
}
