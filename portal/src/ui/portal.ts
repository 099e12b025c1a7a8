import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Configuration, Me, Role } from '../api/contract';
import type { Client } from '../api/client';

/** What every page of a logged-in person has at hand. */
export interface Portal {
  readonly client: Client;
  readonly configuration: Configuration;
  readonly me: Me;
}

export const PortalContext = createContext<Portal | null>(null);

export function usePortal(): Portal {
  const portal = useContext(PortalContext);
  if (!portal) throw new Error('No one is logged in.');
  return portal;
}

export const has = (me: Me, role: Role): boolean => me.roles.includes(role);
