package io.blockyard.api.rest;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives a controller the {@link SearchFilters} of a request. Spring's own binding would also take {@code tag[5]} for an
 * element of a list that it fills up, and fail at {@code tag[abc]}.
 */
final class SearchFiltersArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == SearchFilters.class;
    }

    @Override
    public SearchFilters resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binderFactory) {
        return new SearchFilters(
                values(request, "level"),
                values(request, "domain"),
                values(request, "tag"),
                values(request, "type"),
                values(request, "source"),
                values(request, "status"),
                values(request, "freshness"));
    }

    /** As for a request parameter that is a list: given once, it may hold several values with commas between them. */
    private static List<String> values(NativeWebRequest request, String name) {
        var plain = request.getParameterValues(name);
        var given = plain == null ? request.getParameterValues(name + "[]") : plain;
        if (given == null) {
            return List.of();
        }
        return given.length == 1
                ? Stream.of(StringUtils.commaDelimitedListToStringArray(given[0]))
                        .map(String::strip)
                        .toList()
                : List.of(given);
    }
}
