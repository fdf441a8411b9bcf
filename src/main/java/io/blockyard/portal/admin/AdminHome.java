package io.blockyard.portal.admin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;

/** The way in: the first of the pages. */
@Route(value = "admin", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class AdminHome extends Div implements BeforeEnterObserver {

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.forwardTo(SourcesView.class);
    }
}
