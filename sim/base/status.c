#include "sim/base/status.h"

#define STATUS_CASE(name, code, text)                                                                                  \
    case name: return text;

const char *status_text(enum status status)
{
    switch (status) {
        STATUS_TABLE(STATUS_CASE)
    }
    return "unknown status";
}
