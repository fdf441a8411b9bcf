package io.blockyard.portal;

import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.blockyard.access.Actor;
import io.blockyard.access.People;
import io.blockyard.access.People.Person;
import io.blockyard.access.Right;
import io.blockyard.portal.part.Words;
import io.blockyard.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

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
        return name().flatMap(people::find).filter(Person::enabled);
    }

    /** Nobody's where the password is another one since the session began. */
    private Optional<String> name() {
        return authentication.getPrincipalName().filter(name -> people.isPasswordStill(name, details()));
    }

    private static @Nullable Object details() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null ? null : authentication.getDetails();
    }

    /** Lets this session go on when the person who is signed in changes a password that is their own. */
    public void setPassword(String name, String password) {
        var actor = actor();
        people.setPassword(actor, name, password);
        if (actor.name().equals(name)
                && SecurityContextHolder.getContext().getAuthentication() instanceof AbstractAuthenticationToken own) {
            own.setDetails(people.passwordMark(name));
        }
    }

    /**
     * Changes the password of whoever is signed in; the session goes on.
     *
     * @throws ProblemException FORBIDDEN when the one that counts now is another, INVALID when the new one is none
     */
    public void changePassword(String now, String next) {
        var name = actor().name();
        if (people.authenticate(name, now).isEmpty()) {
            throw ProblemException.of(
                    ProblemException.Kind.FORBIDDEN,
                    "person.password",
                    Words.t("user.password.wrong"),
                    Words.t("user.password.wrong.hint"));
        }
        setPassword(name, next);
    }

    /** @throws ProblemException UNAUTHENTICATED when nobody is, or when the person was disabled meanwhile */
    public Actor actor() {
        return name().map(name -> people.actor(name, door()))
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
