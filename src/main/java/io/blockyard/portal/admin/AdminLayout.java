package io.blockyard.portal.admin;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouterLayout;
import io.blockyard.access.Right;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.shell.MainLayout;
import jakarta.annotation.security.RolesAllowed;

/** The frame of the administration, for administrators only; its pages stand in the side navigation. */
@ParentLayout(MainLayout.class)
@RolesAllowed("ADMIN")
public class AdminLayout extends Main implements RouterLayout, BeforeEnterObserver {

    private final SignedIn signedIn;
    private final Div content = Parts.box("admin-content");

    public AdminLayout(SignedIn signedIn) {
        this.signedIn = signedIn;
        addClassNames("view", "admin");
        add(content);
    }

    /** The roles of this moment count, not those of the sign-in. */
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        signedIn.actor().require(Right.ADMINISTER);
    }

    @Override
    public void showRouterLayoutContent(HasElement page) {
        content.getElement().removeAllChildren();
        content.getElement().appendChild(page.getElement());
    }

    @Override
    public void removeRouterLayoutContent(HasElement page) {
        content.getElement().removeAllChildren();
    }
}
