package io.blockyard.task;

import io.blockyard.TestDatabase;
import javax.sql.DataSource;

/** The same on a real PostgreSQL, with every migration run there. */
class TasksOnPostgresTest extends TasksTest {

    @Override
    DataSource database() {
        return TestDatabase.freshPostgres();
    }
}
