package io.blockyard.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Holds requests to what their records say. Of what is not {@link Nullable}, a text, a list or a map that is left out
 * is empty, and anything else has to be there; a null in a list is refused.
 */
final class RequestNulls extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public JsonSetter.@Nullable Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter component)
                || component.getRawType().isPrimitive()
                || !component.getDeclaringClass().getName().startsWith("io.blockyard.")) {
            return null;
        }
        var parameter = component.getOwner().getAnnotated() instanceof java.lang.reflect.Executable creator
                ? creator.getParameters()[component.getIndex()]
                : null;
        if (parameter == null || parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return null;
        }
        return JsonSetter.Value.construct(
                hasEmpty(component.getRawType()) ? Nulls.AS_EMPTY : Nulls.FAIL,
                Collection.class.isAssignableFrom(component.getRawType()) ? Nulls.FAIL : Nulls.DEFAULT);
    }

    private static boolean hasEmpty(Class<?> type) {
        return type == String.class || Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    }
}
