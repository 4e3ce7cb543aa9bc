"""Release slips 放行条: what may leave the site, checked, issued, released at the gate, filed."""
