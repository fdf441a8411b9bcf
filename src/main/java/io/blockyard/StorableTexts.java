package io.blockyard;

import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database that takes no text with a NUL character, whichever door the text came through. PostgreSQL cannot hold one
 * and H2 can: so both answer alike, and with a sentence.
 */
final class StorableTexts extends DelegatingDataSource {

    StorableTexts(DataSource database) {
        super(database);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return looking(super.getConnection(), Connection.class);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return looking(super.getConnection(user, password), Connection.class);
    }

    private static <T> T looking(T target, Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                StorableTexts.class.getClassLoader(), new Class<?>[] {type}, new Looking(target)));
    }

    /** Looks at what statements are given, and at the statements that connections make. */
    private record Looking(Object target) implements InvocationHandler {

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (target instanceof PreparedStatement && arguments != null) {
                for (var argument : arguments) {
                    requireNoNul(argument);
                }
            }
            try {
                var made = method.invoke(target, arguments);
                return method.getReturnType() == PreparedStatement.class && made != null
                        ? looking((PreparedStatement) made, PreparedStatement.class)
                        : made;
            } catch (InvocationTargetException failure) {
                throw failure.getCause() == null ? failure : failure.getCause();
            }
        }

        private static void requireNoNul(@Nullable Object argument) {
            if (argument instanceof String text && text.indexOf('\0') >= 0) {
                throw ProblemException.of(
                        Kind.INVALID,
                        "text.nul",
                        "A text holds a NUL character, which belongs to no text.",
                        "Take it out; it may come from a file that is no text.");
            }
        }
    }
}
