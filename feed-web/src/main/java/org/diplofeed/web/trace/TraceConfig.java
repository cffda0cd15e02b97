package org.diplofeed.web.trace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** How much is traced once tracing is on, which quarkus.otel.sdk.disabled=false makes it. */
@ConfigMapping(prefix = "diplofeed.trace")
public interface TraceConfig {
    /** The share of requests that are traced, 0 to 1, of those that come without a trace. */
    @WithDefault("1.0")
    @DecimalMin("0.0")
    @DecimalMax("1.0")
    double share();
}
