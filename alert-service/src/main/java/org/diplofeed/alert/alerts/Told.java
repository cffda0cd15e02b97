package org.diplofeed.alert.alerts;

import java.util.List;

/** An event, and whom to tell what of it. */
record Told(Derived event, List<Telling> tellings) {}
