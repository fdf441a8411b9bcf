package io.blockyard.portal;

import io.blockyard.access.People;
import io.blockyard.access.People.Person;
import io.blockyard.problem.ProblemException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Signing in with name and password; each role becomes an authority {@code ROLE_…}. */
class PasswordSignIn implements AuthenticationProvider {

    private final People people;

    PasswordSignIn(People people) {
        this.people = people;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        try {
            return people.authenticate(attempt.getName(), String.valueOf(attempt.getCredentials()))
                    .map(person -> signedIn(person, people))
                    .orElseThrow(() -> new BadCredentialsException("wrong name or password"));
        } catch (ProblemException tooManyAttempts) {
            throw new LockedException("too many attempts", tooManyAttempts);
        }
    }

    /** The authentication of a person who has proven who they are; its details say which password it began with. */
    static Authentication signedIn(Person person, People people) {
        var authorities = person.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
        var authentication = UsernamePasswordAuthenticationToken.authenticated(person.name(), null, authorities);
        authentication.setDetails(people.passwordMark(person.name()));
        return authentication;
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
