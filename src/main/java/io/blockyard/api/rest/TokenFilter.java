package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import io.blockyard.access.Tokens;
import io.blockyard.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** {@code Authorization: Bearer TOKEN}. A wrong token is refused even where a session would do. */
final class TokenFilter extends OncePerRequestFilter {

    private static final String SCHEME = "bearer ";

    private final Tokens tokens;
    private final ProblemResponse refusal;

    TokenFilter(Tokens tokens, ProblemResponse refusal) {
        this.tokens = tokens;
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            chain.doFilter(request, response);
            return;
        }
        var actor = header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? tokens.authenticate(token(header), door(request))
                : Optional.<Actor>empty();
        if (actor.isEmpty()) {
            refusal.send(
                    request,
                    response,
                    ProblemException.of(
                            ProblemException.Kind.UNAUTHENTICATED,
                            "access.token",
                            "The API token is unknown, expired or revoked.",
                            "Make a new one in the portal or with “blockyard token create”, and send it as “Authorization: Bearer TOKEN”."));
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new TokenAuthentication(actor.get()));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    /** The token in a header that names the scheme. */
    static String token(String authorization) {
        return authorization.substring(SCHEME.length()).strip();
    }

    /** A streamed answer is dispatched again when it ends; the person is known then as before. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    /** With the address that the request comes from, for the audit trail. */
    private static String door(HttpServletRequest request) {
        var agent = request.getHeader(HttpHeaders.USER_AGENT);
        var door = agent != null && agent.startsWith("blockyard-cli") ? "cli" : "api";
        return door + " " + request.getRemoteAddr();
    }
}
