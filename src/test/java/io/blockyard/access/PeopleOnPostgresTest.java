package io.blockyard.access;

import io.blockyard.TestDatabase;
import javax.sql.DataSource;

/** The same on a real PostgreSQL, with every migration run there. */
class PeopleOnPostgresTest extends PeopleTest {

    @Override
    DataSource database() {
        return TestDatabase.freshPostgres();
    }
}
