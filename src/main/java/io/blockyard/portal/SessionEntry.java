package io.blockyard.portal;

import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import io.blockyard.access.People;
import io.blockyard.access.People.Person;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/** Signs in somebody who has just proven who they are in another way than by the login form. */
public class SessionEntry {

    private final SecurityContextRepository contexts;
    private final People people;

    public SessionEntry(SecurityContextRepository contexts, People people) {
        this.people = people;
        this.contexts = contexts;
    }

    /** The session gets a new id, so that one known from before the sign-in is worth nothing. */
    public void enter(Person person) {
        var request = VaadinServletRequest.getCurrent();
        VaadinService.reinitializeSession(request);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(PasswordSignIn.signedIn(person, people));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(
                context,
                request.getHttpServletRequest(),
                VaadinServletResponse.getCurrent().getHttpServletResponse());
    }
}
