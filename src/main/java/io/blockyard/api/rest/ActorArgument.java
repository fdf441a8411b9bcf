package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.access.People;
import io.blockyard.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives a controller the {@link Actor} who asks: the token's, or the person signed in to the portal. */
final class ActorArgument implements HandlerMethodArgumentResolver {

    private final People people;

    ActorArgument(People people) {
        this.people = people;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Actor.class;
    }

    @Override
    public Actor resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binderFactory) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof TokenAuthentication token) {
            return token.getPrincipal();
        }
        // The portal's session: the person is read anew, so that a role taken away is gone at once.
        if (authentication == null) {
            throw ended("");
        }
        var name = authentication.getName();
        return people.find(name)
                .filter(People.Person::enabled)
                .filter(person -> people.isPasswordStill(person.name(), authentication.getDetails()))
                .map(person -> person.actor(portal(request)))
                .orElseThrow(() -> ended(name));
    }

    private static ProblemException ended(String name) {
        return ProblemException.of(
                ProblemException.Kind.UNAUTHENTICATED,
                "access.unknown-person",
                "“" + name + "” is not signed in any more.",
                "Sign in again, or ask an administrator.");
    }

    private static String portal(NativeWebRequest request) {
        var http = request.getNativeRequest(HttpServletRequest.class);
        return http == null ? "portal" : "portal " + http.getRemoteAddr();
    }
}
