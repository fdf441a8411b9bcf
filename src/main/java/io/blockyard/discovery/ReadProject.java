package io.blockyard.discovery;

import io.blockyard.dataiku.Surroundings;
import io.blockyard.dataiku.credential.CleanProject;

/** A project as a crawl looks at it, and what is known of what it only names. */
record ReadProject(CleanProject clean, Surroundings around) {}
