package io.blockyard.portal;

import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.blockyard.access.Actor;
import io.blockyard.access.People;
import io.blockyard.access.People.Person;
import io.blockyard.access.Right;
import io.blockyard.problem.ProblemException;
import java.util.Optional;

/** Who is signed in. Asked anew each time, so that roles that were taken away are gone with the next click. */
public class SignedIn {

    private static final String DOOR = "portal";

    private final AuthenticationContext authentication;
    private final People people;

    public SignedIn(AuthenticationContext authentication, People people) {
        this.authentication = authentication;
        this.people = people;
    }

    public Optional<Person> person() {
        return authentication.getPrincipalName().flatMap(people::find).filter(Person::enabled);
    }

    /** @throws ProblemException UNAUTHENTICATED when nobody is, or when the person was disabled meanwhile */
    public Actor actor() {
        return authentication
                .getPrincipalName()
                .map(name -> people.actor(name, door()))
                .orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.UNAUTHENTICATED,
                        "portal.signed-out",
                        "You are not signed in any more.",
                        "Sign in again."));
    }

    /** With the address of the browser, for the audit trail. */
    private static String door() {
        var session = VaadinSession.getCurrent();
        var address = session == null || session.getBrowser() == null
                ? null
                : session.getBrowser().getAddress();
        return address == null ? DOOR : DOOR + " " + address;
    }

    public boolean may(Right right) {
        return person().map(person -> person.actor(DOOR).may(right)).orElse(false);
    }

    public void signOut() {
        authentication.logout();
    }
}
